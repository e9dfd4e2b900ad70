import type { HttpContext } from '@adonisjs/core/http'
import { type LetOut, sendFile } from '#downloads/file_answer'
import { bytesTaken } from '#downloads/unread_answer'
import { problems } from '#exceptions/problem'
import { downloaderOf, takeDownload } from '#sharing/links/link_downloads'
import { assertUnlocked } from '#sharing/links/link_password'
import type { OpenedLink } from '#sharing/links/open_link'

/**
 * Answers with the bytes behind a link, which may count its downloads: see takeDownload().
 * @throws Problem link_password_required, or not_found if the last download is already taken
 */
export async function sendLinkedFile(ctx: HttpContext, opened: OpenedLink) {
  await assertUnlocked(ctx, opened)
  return opened.link.maxDownloads === null
    ? sendFile(ctx, opened.file)
    : sendFile(ctx, opened.file, counted(ctx, opened))
}

const counted =
  (ctx: HttpContext, { file, link }: OpenedLink): LetOut =>
  async (part, open) => {
    const answered = { ...part, size: file.size }
    const taken = await takeDownload(link, downloaderOf(ctx.request), answered)
    if (!taken) throw problems.notFound()
    try {
      const bytes = await open()
      onceBroken(ctx, part.length, taken.giveBytesBack)
      return bytes
    } catch (error) {
      await taken.giveBack()
      throw error
    }
  }

/** @param tell is told how many bytes were not sent */
function onceBroken(
  { logger, response: { response } }: HttpContext,
  length: number,
  tell: (unsent: number) => Promise<unknown>
) {
  const { socket } = response.req
  const before = bytesTaken(socket)
  response.once('close', () => {
    const unsent = length - (bytesTaken(socket) - before)
    if (unsent <= 0) return
    tell(unsent).catch((err) => logger.warn({ err }, 'could not note where a download broke off'))
  })
}
