import bowser from 'bowser'
import type { HttpRequest } from '@adonisjs/core/http'
import { addressIn } from '#http/network'
import { clientName } from '#languages/client_name'
import { english } from '#languages/words'

/** Longer user agents are cut: they are shown to people, and stored. */
const LONGEST_USER_AGENT = 512

/** Header values are bytes; what is not printable ASCII is of no use to a person. */
const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_USER_AGENT)

/** What a person will recognise a sign-in by later, e.g. "Firefox on Linux": in English, and told in other languages. */
export function describeClient(request: HttpRequest) {
  const userAgent = printable(request.header('user-agent') ?? '')
  return {
    name: clientName(userAgent, english()),
    userAgent: userAgent || null,
    ipAddress: addressIn(request.ip()),
  }
}

/** The program without its version: what stays the same when an app or a browser is updated. */
export function clientFamily(request: HttpRequest) {
  const userAgent = printable(request.header('user-agent') ?? '')
  return (userAgent && bowser.parse(userAgent).browser.name) || userAgent.split(/[/ (]/)[0]
}
