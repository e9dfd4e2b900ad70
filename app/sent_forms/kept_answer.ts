import type { OutgoingHttpHeaders } from 'node:http'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { SESSION_COOKIE } from '#auth/credential'
import { markOf, marksOf } from '#sent_forms/sent_form_key'
import { closeOnUnreadBody } from '#http/bodies/unread_body'

/** The answer to a form, so that it can be given again to the same browser. */
export type KeptAnswer = {
  status: number
  headers: OutgoingHttpHeaders
  body: unknown
  /** Identify the browser that sent the form, including after the answer. Anyone who shows one is the same browser. */
  marks: string[]
  /** Messages for the next page, if a row stores them rather than a cookie of the answer. */
  flash?: { idHash: string; messages: unknown }
}

const OF_ONE_REQUEST = ['x-request-id', 'date', 'connection']

const cookiesOf = (headers: OutgoingHttpHeaders) => [headers['set-cookie'] ?? []].flat().map(String)

/** The session that the answer gives the browser. */
function sessionIdIn(headers: OutgoingHttpHeaders) {
  const start = `${SESSION_COOKIE}=`
  const cookie = cookiesOf(headers).findLast((each) => each.startsWith(start))
  return cookie?.slice(start.length).split(';')[0]
}

function flashOf({ session }: HttpContext): KeptAnswer['flash'] {
  if (!session.rowHash) return undefined
  return { idHash: session.rowHash.toString('base64'), messages: session.get(session.flashKey, {}) }
}

export function takeAnswer(ctx: HttpContext): KeptAnswer {
  const { response } = ctx
  const headers = { ...response.getHeaders() } as OutgoingHttpHeaders
  for (const name of OF_ONE_REQUEST) delete headers[name]
  const given = sessionIdIn(headers)
  return {
    status: response.getStatus(),
    headers,
    body: response.getBody(),
    marks: [...marksOf(ctx), ...(given ? [markOf(given)] : [])],
    flash: flashOf(ctx),
  }
}

export const isForBrowserOf = (ctx: HttpContext, { marks }: KeptAnswer) =>
  marksOf(ctx).some((mark) => marks.includes(mark))

/**
 * The page after the first answer may have shown the message already, in a window that nobody saw. A refusal is not
 * repeated.
 */
async function flashAgain({ idHash, messages }: NonNullable<KeptAnswer['flash']>) {
  await db
    .from('sessions')
    .where('id_hash', Buffer.from(idHash, 'base64'))
    .update({ data: db.raw(`data || ?::jsonb`, [JSON.stringify({ __flash__: messages })]) })
}

/** Sends the stored answer instead of this request's own. */
export async function giveAnswer(ctx: HttpContext, { status, headers, body, flash }: KeptAnswer) {
  const { response } = ctx
  if (flash) await flashAgain(flash)
  response.removeHeader('set-cookie')
  for (const [name, value] of Object.entries(headers)) response.header(name, value as string)
  response.status(status).send(body)
  closeOnUnreadBody(ctx.request.request, ctx.response.response)
}
