import { isIP } from 'node:net'
import proxyaddr from 'proxy-addr'
import { canonicalEmail } from '#names/identifiers'
import { InvalidEnvironment, oneOf, refuse } from '#start/env/refuse'

const PROFILES = ['development', 'dev-prod-db', 'production'] as const
const SMTP_TLS = ['required', 'opportunistic'] as const
const POOLERS = ['none', 'transaction'] as const
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const isOrigin = (value: string) => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '')
}

/** Origins that no web site has: those of pages inside an app or from a file, and whatever is meant by "all". */
const isOriginOfApp = (value: string) =>
  /^(\*|null|file:.*)$/i.test(value) || /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(value)

const NOT_FOR_APPS = (value: string) =>
  `${value} cannot use the cookie. Only pages of web origins can; apps, and pages from anywhere else, sign in with POST /api/v1/tokens and send the token, which needs no entry here.`

const NO_ORIGIN = (value: string) =>
  `must be a comma-separated list of origins such as https://app.example.org, which ${value} is not.`

/** A name such as loopback, or a whole address: proxyaddr takes a number of proxies, as in 1, for 0.0.0.1. */
const isProxy = (address: string) => /^[a-z]+$/.test(address) || isIP(address.split('/')[0]) > 0

/** What each environment variable may hold. A rule returns the value in its type, or refuses it by name. */
export const rules = {
  nodeEnvironment: oneOf(['development', 'production', 'test'] as const, () => 'development'),
  profile: oneOf(PROFILES, () =>
    process.env.NODE_ENV === 'production' ? 'production' : 'development'
  ),
  smtpTls: oneOf(SMTP_TLS, () => undefined),
  pooler: oneOf(POOLERS, () => 'none'),
  logLevel: oneOf(LOG_LEVELS, () => 'info'),

  yesOrNo: oneOf(['yes', 'no'] as const, () => undefined),

  text: (fallback: string) => (_name: string, value?: string) => value || fallback,

  number:
    (fallback: number, { min, max = Number.MAX_SAFE_INTEGER }: { min: number; max?: number }) =>
    (name: string, value?: string) => {
      if (!value) return fallback
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
      if (Number.isSafeInteger(number) && number >= min && number <= max) return number
      return refuse(
        name,
        `must be a whole number from ${min}${max < Number.MAX_SAFE_INTEGER ? ` to ${max}` : ''}, in digits only.`
      )
    },

  appUrl: (name: string, value?: string) => {
    const url = value || `http://localhost:${process.env.PORT || 3333}`
    return isOrigin(url)
      ? url.replace(/\/$/, '')
      : refuse(name, 'must be an origin such as https://gatehouse.example.')
  },

  databaseUrl: (name: string, value?: string) => {
    if (!value || (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)))
      return value || undefined
    return refuse(name, 'must be a postgres:// URL.')
  },

  smtpUrl: (name: string, value?: string) => {
    if (!value) return undefined
    const url = URL.parse(value)
    if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return url
    return refuse(name, 'must be a URL such as smtps://user:password@mail.example.org:465.')
  },

  sender: (name: string, value?: string) => {
    if (!value) return undefined
    const [, displayName, bracketed] = /^([^<>"\r\n]*)<([^<>]+)>$/.exec(value) ?? []
    const address = canonicalEmail(bracketed ?? value)
    if (address) return { name: displayName?.trim() || 'Gatehouse', address }
    return refuse(name, 'must be an address such as Gatehouse <post@gatehouse.example>.')
  },

  redisUrl: (name: string, value?: string) => {
    if (!value || (/^rediss?:\/\//.test(value) && URL.canParse(value))) return value || undefined
    return refuse(name, 'must be a redis:// or rediss:// URL.')
  },

  origins: (name: string, value?: string) => {
    const origins = (value ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean)
    const refused = origins.find((origin) => !isOrigin(origin))
    if (refused === undefined) return origins.map((origin) => origin.replace(/\/$/, ''))
    return refuse(name, isOriginOfApp(refused) ? NOT_FOR_APPS(refused) : NO_ORIGIN(refused))
  },

  /** What a Content-Security-Policy can contain: a comma or semicolon would begin another directive. */
  reportUrl: (name: string, value?: string) => {
    if (!value) return undefined
    const url = URL.parse(value)
    if (url && /^https?:$/.test(url.protocol) && !/[,;]/.test(url.href)) return url.href
    return refuse(name, 'must be a URL such as https://reports.example.org/csp.')
  },

  /** The contact for support: as a link, and as people read it. */
  contact: (name: string, value?: string) => {
    if (!value) return undefined
    const address = canonicalEmail(value)
    if (address) return { href: `mailto:${address}`, text: address }
    const url = URL.parse(value)
    if (url?.protocol === 'https:') return { href: url.href, text: url.href }
    return refuse(name, 'must be an email address, or a URL such as https://example.org/help.')
  },

  trustProxy: (name: string, value?: string) => {
    if (!value) return undefined
    const proxies = value.split(',').map((address) => address.trim())
    try {
      if (proxies.every(isProxy)) return proxyaddr.compile(proxies)
    } catch {}
    return refuse(name, 'must list addresses or networks, such as "loopback, 10.0.0.0/8".')
  },

  /** Turns a failed validation into lines that each name a variable. */
  inOneLineEach: (error: unknown) => {
    if (error instanceof InvalidEnvironment) return error
    const help = error instanceof Error && 'help' in error ? String(error.help) : String(error)
    return new InvalidEnvironment(help.replace(/^- /gm, ''))
  },

  oneOf,
  refuse,
}
