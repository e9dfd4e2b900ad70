import bowser from 'bowser'
import type { HttpRequest } from '@adonisjs/core/http'
import { addressIn } from '#http/network'
import { clientName } from '#languages/client_name'
import { english } from '#languages/words'

/** Longer user agents are cut: they are stored and shown to people. */
const LONGEST_USER_AGENT = 512

/** Header values are bytes; anything but printable ASCII is no use to a person. */
const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_USER_AGENT)

/**
 * A name by which a person will recognize a sign-in later, such as "Firefox on Linux". It is stored in English and
 * translated when shown.
 */
export function describeClient(request: HttpRequest) {
  const userAgent = printable(request.header('user-agent') ?? '')
  return {
    name: clientName(userAgent, english()),
    userAgent: userAgent || null,
    ipAddress: addressIn(request.ip()),
  }
}

/** The program without its version: what stays the same when an app or browser is updated. */
export function clientFamily(request: HttpRequest) {
  const userAgent = printable(request.header('user-agent') ?? '')
  return (userAgent && bowser.parse(userAgent).browser.name) || userAgent.split(/[/ (]/)[0]
}
