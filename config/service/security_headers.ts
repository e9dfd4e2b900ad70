import { overHttps } from '#config/service/address'
import env from '#start/env'

/** Where browsers report violations of the policy (ASVS 3.4.7). */
const reports = env.get('CSP_REPORT_URL')

/** `npm run dev` alone: Vite tells pages on a port of its own that their sources have changed. */
const news = process.env.DEV_MODE ? ' ws:' : ''

const CONTENT_SECURITY_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `font-src 'self'`,
  `connect-src 'self'${news}`,
  `manifest-src 'self'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
  ...(overHttps ? ['upgrade-insecure-requests'] : []),
  ...(reports ? [`report-uri ${reports}`, 'report-to csp'] : []),
].join('; ')

/** /dev/mail shows an email with its own styles inside a frame; nothing in it may run. */
export const FRAMED_MAIL = {
  around: `${CONTENT_SECURITY_POLICY}; frame-src 'self'`,
  inside: `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation`,
}

/** For uploaded files: opened in a browser, nothing in them runs or counts as ours (ASVS 3.2.1). */
export const UPLOADED_CONTENT_POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox`

/** On every answer, including errors and assets (ASVS 3.4). */
export const SECURITY_HEADERS: Record<string, string> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  ...(reports && { 'Reporting-Endpoints': `csp="${reports}"` }),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  ...(overHttps && {
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  }),
}
