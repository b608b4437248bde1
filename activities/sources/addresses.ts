import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { DocumentError } from '../../stages/errors.ts';

/** Whether an IP address may be connected to. */
export type AddressPolicy = (address: string) => boolean;

/** Global unicast only: no loopback, private, link-local, shared, multicast, reserved or tunnelling range. */
export const isPublicAddress: AddressPolicy = (address) => ipaddr.process(address).range() === 'unicast';

/**
 * Opens connections for undici to allowed addresses only. A name is looked up once, and what that gave is both checked and
 * connected to: a name that points elsewhere a moment later (DNS rebinding) wins nothing. Applies to each redirect too.
 *
 * @param timeout milliseconds to connect.
 * The connector fails with DocumentError RefusedAddress.
 */
export function guardedConnector(isAllowed: AddressPolicy, timeout: number): buildConnector.connector {
  const lookUp: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '');
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) return callback(refusal(hostname, found[0]?.address ?? 'nothing'), '');
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup: lookUp, timeout });
  return (options, callback) => {
    // An address is not looked up.
    if (isIP(options.hostname) && !isAllowed(options.hostname)) {
      return callback(refusal(options.hostname, options.hostname), null);
    }
    connect(options, callback);
  };
}

function refusal(host: string, address: string): DocumentError {
  const which = host === address ? host : `${host} (${address})`;
  return new DocumentError(
    'RefusedAddress',
    `the host ${which} is on this machine or in a private network: set COPYDESK_ALLOW_PRIVATE_ADDRESSES=true if it is meant`,
  );
}
