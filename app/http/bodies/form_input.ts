import type { HttpContext } from '@adonisjs/core/http'
import { isStorable, storablePart } from '#words/text'

type Kept = string | string[]

const SECRET_FIELD = /password|token|secret|code|^_/i

/** Bytes. The flash of a visitor travels in an encrypted cookie, which browsers cap at 4 KB. */
const MOST_KEPT = 1_500

const sizeOf = (field: string, value: Kept) => Buffer.byteLength(JSON.stringify([field, value]))

/** Ticked checkboxes of the same name arrive as a list. */
const isKeepable = (value: unknown): value is Kept =>
  [value].flat().every((part) => typeof part === 'string')

const isKeepableField = (field: string) => isStorable(field) && !SECRET_FIELD.test(field)

const storable = (value: Kept): Kept =>
  typeof value === 'string' ? storablePart(value) : value.map(storablePart)

/**
 * The input of a form, without secrets and what cannot be stored, so that the form can be returned filled in.
 * Validators refuse a body with NUL, and here it must be kept out of the session.
 * @param known a field that is not as secret as its name sounds
 */
export function harmlessInput({ request }: HttpContext, known?: string) {
  const kept: Record<string, Kept> = {}
  let room = MOST_KEPT
  for (const [field, sent] of Object.entries(request.body())) {
    // The body reader turns empty fields into null.
    const value = sent ?? ''
    if (!(field === known || isKeepableField(field)) || !isKeepable(value)) continue
    if (sizeOf(field, value) > room) continue
    kept[field] = storable(value)
    room -= sizeOf(field, value)
  }
  return kept
}

/** Our own fields, and the password that confirms a change. */
const NOT_TYPED = /^(_|currentPassword$)/

/** Whether that is the whole input, so that the form can be sent again without the person. */
export const isAllOf = ({ request }: HttpContext, kept: Record<string, Kept>) =>
  Object.keys(request.body()).every((field) => NOT_TYPED.test(field) || field in kept)
