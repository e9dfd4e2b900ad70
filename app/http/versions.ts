import { hash } from 'node:crypto'
import { HttpContext } from '@adonisjs/core/http'
import { judge } from '#http/answers/preconditions'
import { problems } from '#exceptions/problem'
import { isSafeMethod } from '#http/safe_method'

/** What ctx.serialize() takes. */
type Thing = Parameters<HttpContext['serialize']>[0]

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /**
     * Answers with something that can be changed, and with its version in ETag; with 304 whoever has that one already.
     * @throws Problem precondition_failed
     */
    versioned(thing: Thing): Promise<Record<string, unknown> | undefined>
    /**
     * Asked before something is changed: whether that is wanted only while it is as it is now (If-Match).
     * @throws Problem precondition_failed where it is another version already
     */
    wantsAsRead(show: () => Thing | Promise<Thing>): Promise<boolean>
  }
}

/** Strong, as it tells of every byte of the answer: only such a tag counts for If-Match (RFC 9110, 13.1.1). */
export const etagOf = (text: string) => `"${hash('sha256', text, 'base64url')}"`

HttpContext.macro('versioned', async function (this: HttpContext, thing) {
  const { request, response } = this
  const answer = await this.serialize(thing)
  const etag = etagOf(JSON.stringify(answer))
  response.header('ETag', etag)
  // What was changed has another version now, and was judged before.
  if (!isSafeMethod(request.method())) return answer

  const judgement = judge(request.headers(), { etag })
  if (judgement === 'failed') throw problems.preconditionFailed()
  if (judgement === 'served') return answer
  response.status(304)
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
