import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** The parts of an OpenAPI document that the tests read. */
export interface OpenApi {
  paths: Record<string, { get: { parameters?: { name: string; in: string }[]; responses: Record<string, Answer> } }>;
}

interface Answer {
  content: Record<string, unknown>;
}

/** The same with schemas of objects that have the properties named in them and no others: what an answer has is to be told. */
function closed<Json>(json: Json): Json {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(closed) as Json;
  const copy = Object.fromEntries(Object.entries(json).map(([key, value]) => [key, closed(value)]));
  return (copy.type === 'object' && 'properties' in copy ? { ...copy, additionalProperties: false } : copy) as Json;
}

/** Compares answers with what an OpenAPI document says of them: no less and no more. */
export function contractOf(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(closed(document), 'openapi');
  const compiled = new Map<string, ValidateFunction>();
  const at = (...keys: string[]) =>
    keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

  return {
    /** What is wrong with an answer of a path, as the document has it; empty where nothing is. */
    async faults(path: string, response: Response): Promise<string[]> {
      const { content = {} } = document.paths[path].get.responses[response.status] ?? {};
      const type = response.headers.get('content-type') ?? '';
      if (!(type in content)) return [`${path} does not know ${response.status} ${type}`];
      const pointer = at('paths', path, 'get', 'responses', String(response.status), 'content', type, 'schema');
      const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
      compiled.set(pointer, validate);
      validate(await response.json());
      return (validate.errors ?? []).map(({ instancePath, message }) => `${path} ${instancePath} ${message}`);
    },
  };
}
