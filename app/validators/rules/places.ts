import vine from '@vinejs/vine'
import { addressIn } from '#http/network'
import { pathForSignedIn } from '#http/redirects/safe_path'
import {
  example,
  filledIn,
  refuse,
  textRule,
  trimPasted,
  unlessEmpty,
} from '#validators/rules/text'
import { timeZoneNamed } from '#words/time_zones'

const machineAddress = textRule('address', (text, _, field) => {
  const address = addressIn(text)
  if (address) field.mutate(address, field)
  else refuse(field, 'address')
})

/** Anything else would lead elsewhere, to no page, or to one for visitors. */
const pathOfPage = textRule('pathOfPage', (text, _, field) => {
  const path = pathForSignedIn(text)
  if (path) field.mutate(path, field)
  else refuse(field, 'path')
})

const knownTimeZone = textRule('timeZone', (text, _, field) => {
  const name = timeZoneNamed(text)
  if (name) field.mutate(name, field)
  else refuse(field, 'time_zone')
})

/** The path and query of one of our pages. */
export const ourPath = () =>
  vine.string().use(filledIn()).use(pathOfPage()).use(example('/account'))

/** An IP address in the format of events. An empty field of a form counts as not filled in. */
export const address = () =>
  vine
    .string()
    .parse(unlessEmpty)
    .use(trimPasted())
    .use(machineAddress())
    .use(example('203.0.113.9'))

export const timeZone = () => vine.string().use(knownTimeZone()).use(example('Europe/Berlin'))
