import env from '#start/env'
import { readableLog } from '#start/readable_log'
import app from '@adonisjs/core/services/app'
import { loggedError } from '#exceptions/logged_error'
import { maskSecrets } from '#secrets/secrets'
import { LogSink } from '#logs/log_sink'
import { defineConfig } from '@adonisjs/core/logger'

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'gatehouse',
      level: env.get('LOG_LEVEL'),
      ...(app.inProduction && { destination: new LogSink() }),
      ...(app.inDev && { destination: await readableLog() }),
      /** Links in emails carry secrets: if one gets into a log line, only its kind stays. */
      hooks: { streamWrite: maskSecrets },
      serializers: { err: loggedError },
      redact: { paths: ['password', '*.password', 'token', '*.token'], censor: '[redacted]' },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
