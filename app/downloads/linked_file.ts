import type { HttpContext } from '@adonisjs/core/http'
import { sendFile } from '#downloads/file_answer'
import { problems } from '#exceptions/problem'
import { assertUnlocked } from '#sharing/link_password'
import type { OpenedLink } from '#sharing/open_link'

/**
 * Answers with the bytes behind a link. Each answer with bytes is one of its downloads, a part of the file as well.
 * @throws Problem link_password_required, or not_found where somebody else has had the last download
 */
export async function sendLinkedFile(ctx: HttpContext, { file, link }: OpenedLink) {
  await assertUnlocked(link, ctx.request)
  if (ctx.request.method() === 'HEAD') return sendFile(ctx, file)

  if (!(await link.takeDownload())) throw problems.notFound()
  try {
    await sendFile(ctx, file)
  } catch (error) {
    await link.giveDownloadBack()
    throw error
  }
  if (ctx.response.getStatus() === 304) await link.giveDownloadBack()
}
