import { hash } from 'node:crypto'
import { HttpContext } from '@adonisjs/core/http'
import { sendJsonText } from '#http/answers/json_text'
import { judge } from '#http/answers/preconditions'
import { problems } from '#exceptions/problem'
import { isSafeMethod } from '#http/safe_method'

/** What ctx.serialize() takes. */
type Thing = Parameters<HttpContext['serialize']>[0]

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * Answers with something that can be changed, and with its version as ETag; or with 304 if the client has that
     * version.
     * @throws Problem precondition_failed
     */
    versioned(thing: Thing): Promise<Record<string, unknown> | undefined>
    /**
     * Call it before a change: whether the client wants it only if nothing has changed since it read (If-Match).
     * @throws Problem precondition_failed if the version is already another
     */
    wantsAsRead(show: () => Thing | Promise<Thing>): Promise<boolean>
  }
}

/** Strong, because it covers every byte of the answer: only such a tag counts for If-Match (RFC 9110, 13.1.1). */
export const etagOf = (text: string) => `"${hash('sha256', text, 'base64url')}"`

HttpContext.macro('versioned', async function (this: HttpContext, thing) {
  const { request, response } = this
  const answer = await this.serialize(thing)
  const text = JSON.stringify(answer)
  const etag = etagOf(text)
  response.header('ETag', etag)
  // After a change the version is another, and the precondition was checked before.
  if (!isSafeMethod(request.method())) return answer

  const judgement = judge(request.headers(), { etag })
  if (judgement === 'failed') throw problems.preconditionFailed()
  if (judgement === 'served') sendJsonText(response, text)
  else response.status(304)
  return undefined
})

HttpContext.macro('wantsAsRead', async function (this: HttpContext, show) {
  const headers = this.request.headers()
  const match = headers['if-match']
  if (match === undefined && headers['if-none-match'] === undefined) return false
  const etag = etagOf(JSON.stringify(await this.serialize(await show())))
  if (judge(headers, { etag }) !== 'served') throw problems.preconditionFailed()
  return match !== undefined && match.trim() !== '*'
})
