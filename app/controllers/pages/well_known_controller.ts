import type { HttpContext } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { DateTime } from 'luxon'
import { appUrl, supportContact } from '#config/service/address'
import { problems } from '#exceptions/problem'

/** Days until security.txt expires; RFC 9116 wants less than a year. */
const GOOD_FOR = 90

/** Well-known addresses (RFC 8615). */
export default class WellKnownController {
  /** RFC 9116. Without a contact to name, there is none. */
  security({ response }: HttpContext) {
    if (!supportContact) throw problems.notFound()
    const expires = DateTime.utc().startOf('day').plus({ days: GOOD_FOR }).toISO()
    response.type('text/plain')
    return [
      `Contact: ${supportContact.href}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en',
      `Canonical: ${appUrl}/.well-known/security.txt`,
      '',
    ].join('\n')
  }

  /** Where password managers send people (https://w3c.github.io/webappsec-change-password-url/). */
  password({ response }: HttpContext) {
    response.redirect().toPath(`${urlFor('security.show')}#password-change`)
  }
}
