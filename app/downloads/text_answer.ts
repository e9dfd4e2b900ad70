import type { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { contentDisposition } from '#downloads/content_disposition'
import { breakOffUnread } from '#downloads/unread_answer'

type Text = { name: string; type: string; stream: Readable }

/** Answers with text that is generated while it is sent, to be saved. If that fails, the connection is cut. */
export function sendText({ response }: HttpContext, { name, type, stream }: Text) {
  response.onFinish(() => stream.destroy())
  response
    .header('Cache-Control', 'no-store')
    .header('Content-Type', type)
    .header('Content-Disposition', contentDisposition('attachment', name))
  breakOffUnread(response.response)
  response.stream(stream.once('error', () => response.response.destroy()))
}
