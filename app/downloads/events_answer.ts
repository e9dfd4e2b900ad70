import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { askedBy } from '#activity/asker'
import { record } from '#activity/record'
import { askerOf } from '#auth/request_asker'
import { sendText } from '#downloads/text_answer'
import { type EventList, exportFacts, writeEvents } from '#exports/events'
import { LIST_FORMATS, type ListFormat } from '#exports/formats'

/**
 * Answers with all events of a list, as a file, read only as fast as the client reads. The export is recorded, which
 * like a log line does not make the request unsafe (RFC 9110, 9.2.1).
 */
export async function sendEvents(ctx: HttpContext, list: EventList, format: ListFormat) {
  const { type, extension } = LIST_FORMATS[format]
  const name = `events.${extension}`
  if (ctx.request.method() === 'HEAD')
    return sendText(ctx, { name, type, stream: Readable.from([]) })

  const pieces = await writeEvents(list, format)
  const facts = { userId: ctx.auth.getUserOrFail().id, ...exportFacts(list, format) }
  await askedBy(
    () => askerOf(ctx),
    () => record('events_exported', facts)
  )
  const stream = Readable.from(pieces, { objectMode: false })
  stream.once('error', (err) => ctx.logger.error({ err }, 'a list of events stopped short'))
  sendText(ctx, { name, type, stream })
}
