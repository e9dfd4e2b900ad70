import type { HttpContext } from '@adonisjs/core/http'

type Kept = string | string[]

const SECRET_FIELD = /password|token|secret|code|^_/i

/** Bytes. The flash of someone not signed in travels in a cookie, encrypted, which browsers cap at 4 KB. */
const MOST_KEPT = 1_500

const sizeOf = (field: string, value: Kept) => Buffer.byteLength(JSON.stringify([field, value]))

/** Boxes of one name that are ticked come as a list. */
const isKeepable = (value: unknown): value is Kept =>
  [value].flat().every((part) => typeof part === 'string')

/** What was typed into a form, less what is secret, so that the form can come back filled in. */
export function harmlessInput({ request }: HttpContext) {
  const kept: Record<string, Kept> = {}
  let room = MOST_KEPT
  for (const [field, value] of Object.entries(request.body())) {
    if (SECRET_FIELD.test(field) || !isKeepable(value)) continue
    if (sizeOf(field, value) > room) continue
    kept[field] = value
    room -= sizeOf(field, value)
  }
  return kept
}
