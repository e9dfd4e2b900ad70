import env from '#start/env'
import { defineConfig, transports } from '@adonisjs/mail'

const DEFAULT_SENDER = { name: 'Gatehouse', address: 'gatehouse@localhost' }
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

function smtpServer() {
  const url = env.get('SMTP_URL')
  if (!url) {
    const [username, password] = [env.get('SMTP_USERNAME'), env.get('SMTP_PASSWORD')]
    return { host: env.get('SMTP_HOST'), port: env.get('SMTP_PORT'), username, password }
  }
  return {
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    implicitTls: url.protocol === 'smtps:',
  }
}

const { host, port, username, password, implicitTls = port === 465 } = smtpServer()

const isLocal = env.get('APP_PROFILE') === 'development' || LOOPBACK.test(host)
const tls = env.get('SMTP_TLS') ?? (isLocal ? 'opportunistic' : 'required')

/** The sender of emails. */
export const mailSender = env.get('MAIL_FROM') ?? DEFAULT_SENDER

/** Whether emails leave this machine. */
export const smtpIsConfigured = host !== ''

/** In development every email stays in the outbox, for /dev/mail. Elsewhere its text is erased once it is sent. */
export const mailsAreKept = env.get('APP_PROFILE') === 'development'

/** Milliseconds. Together they stay well within the lease of an email (app/models/outgoing_mail.ts). */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

const mailConfig = defineConfig({
  default: 'smtp',
  from: mailSender,
  mailers: {
    smtp: transports.smtp({
      host,
      port,
      secure: implicitTls,
      requireTLS: tls === 'required',
      ...(username && { auth: { type: 'login' as const, user: username, pass: password } }),
      ...TIMEOUTS,
    }),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
