import type { HttpContext } from '@adonisjs/core/http'
import { isStorable, storablePart } from '#words/text'

type Kept = string | string[]

const SECRET_FIELD = /password|token|secret|code|^_/i

/** Bytes. The flash of someone not signed in travels in a cookie, encrypted, which browsers cap at 4 KB. */
const MOST_KEPT = 1_500

const sizeOf = (field: string, value: Kept) => Buffer.byteLength(JSON.stringify([field, value]))

/** Boxes of one name that are ticked come as a list. */
const isKeepable = (value: unknown): value is Kept =>
  [value].flat().every((part) => typeof part === 'string')

const isKeepableField = (field: string) => isStorable(field) && !SECRET_FIELD.test(field)

const storable = (value: Kept): Kept =>
  typeof value === 'string' ? storablePart(value) : value.map(storablePart)

/**
 * What was typed into a form, less what is secret or cannot be stored, so that the form can come back filled in.
 * Validators refuse a body that holds NUL, and it is here that it must not become a part of the session.
 */
export function harmlessInput({ request }: HttpContext) {
  const kept: Record<string, Kept> = {}
  let room = MOST_KEPT
  for (const [field, sent] of Object.entries(request.body())) {
    // The body reader makes null of what was left empty.
    const value = sent ?? ''
    if (!isKeepableField(field) || !isKeepable(value)) continue
    if (sizeOf(field, value) > room) continue
    kept[field] = storable(value)
    room -= sizeOf(field, value)
  }
  return kept
}

/** Those of ours, and the password with which something is confirmed. */
const NOT_TYPED = /^(_|currentPassword$)/

/** Whether that is all that was typed, so that the form can be sent once more without the person. */
export const isAllOf = ({ request }: HttpContext, kept: Record<string, Kept>) =>
  Object.keys(request.body()).every((field) => NOT_TYPED.test(field) || field in kept)
