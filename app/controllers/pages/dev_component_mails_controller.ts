import { access } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import edge from 'edge.js'
import { FRAMED_MAIL } from '#config/service/security_headers'
import { problems } from '#exceptions/problem'

/** Every fact that an email can mention. */
const FACTS = {
  subject: 'Every mail has a subject',
  username: 'ada',
  oldUsername: 'countess',
  email: 'ada@example.org',
  newEmail: 'ada@example.net',
  owner: 'grace',
  fileName: 'Minutes of the annual general meeting, with all amendments.pdf',
  count: 3,
  more: 2,
  role: 'editor',
  days: 30,
  until: '24 December 2026',
  reason: 'Sends advertising.',
  size: '1.2 GB',
  kind: 'browser',
  when: '28 November 2026, 17:42 UTC',
  device: 'Firefox on Linux',
  ipAddress: '192.0.2.7',
  madeAt: '28 November 2026, 17:42 UTC',
  madeWith: 'Firefox on Linux',
  madeFrom: '192.0.2.7',
  host: 'hooks.example.org',
  isChange: 'no',
}

/** One email of each kind, as a mail client shows it. */
export default class DevComponentMailsController {
  async show({ params, response, i18n }: HttpContext) {
    const template = `mails/${params.name}/html`
    await access(app.viewsPath(`${template}.edge`)).catch(() => Promise.reject(problems.notFound()))
    response.header('Content-Security-Policy', FRAMED_MAIL.inside).removeHeader('X-Frame-Options')
    response.type('html')
    const appUrl = 'https://gatehouse.example'
    const links = { link: appUrl, signInLink: appUrl, url: appUrl }
    return edge
      .createRenderer()
      .share({ i18n })
      .render(template, { ...FACTS, ...links, appUrl })
  }
}
