import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { keyOf } from '#auth/lookups/credential_sources'
import type { EventsAbout } from '#history/about'
import { tellLanguage } from '#languages/request_language'
import { snapshotAt } from '#live/position'
import liveStreams from '#live/streams'

/** No proxy may wait for the end, cache it or compress it: X-Accel-Buffering is nginx's. */
function describe({ response }: HttpContext) {
  response
    .header('Content-Type', 'text/event-stream')
    .header('Cache-Control', 'no-store, no-transform')
    .header('X-Accel-Buffering', 'no')
}

/**
 * Streams the events of the signed-in account as server-sent events, until the credential ends.
 * @throws Problem too_many_requests, unavailable
 */
export async function followEvents(ctx: HttpContext, about?: EventsAbout) {
  const { auth, credential, i18n: words, request, response } = ctx
  const listener = { userId: auth.getUserOrFail().id, key: keyOf(credential)!, words, about }
  const position = request.header('last-event-id')
  const since = position ? snapshotAt(position) : undefined
  const isAsked = request.method() === 'GET'
  const body = isAsked
    ? await liveStreams.open(listener, response.response, since)
    : Readable.from([])
  describe(ctx)
  tellLanguage(ctx)
  response.stream(body)
}
