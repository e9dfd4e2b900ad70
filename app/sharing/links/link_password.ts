import type { HttpContext, HttpRequest, HttpResponse } from '@adonisjs/core/http'
import { recordRefusal } from '#activity/record'
import { askerOf } from '#auth/request_asker'
import { cookieName, cookieOptions } from '#config/service/cookies'
import { problems } from '#exceptions/problem'
import { headerText } from '#http/header_text'
import type FileLink from '#models/file_link'
import { verifyPassword } from '#passwords/hashing'
import type { OpenedLink } from '#sharing/links/open_link'
import { guess, guesserOfLink } from '#sign_ins/guesses'

/** How apps send the password of a link. */
export const LINK_PASSWORD_HEADER = 'link-password'

/** The ids of the links whose password this browser has entered, encrypted. */
const OPENED_LINKS = cookieName('gatehouse_links')

/** The most links remembered for a browser: a cookie can only hold so much. */
const MOST_REMEMBERED = 20

function openedBy(request: HttpRequest): string[] {
  const ids: unknown = request.encryptedCookie(OPENED_LINKS)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}

/** Whether the browser has entered the password of this link, if it has one. */
export const isUnlocked = (request: HttpRequest, link: FileLink) =>
  !link.hasPassword || openedBy(request).includes(link.id)

/** From now on this browser need not enter it again, until it is closed. */
export function unlock(request: HttpRequest, response: HttpResponse, { id }: FileLink) {
  const others = openedBy(request).filter((other) => other !== id)
  const ids = [id, ...others].slice(0, MOST_REMEMBERED)
  response.encryptedCookie(OPENED_LINKS, ids, { ...cookieOptions, maxAge: undefined })
}

/**
 * Checks a password, within the link's budget for wrong ones. Its owner can see those.
 * @throws Problem too_many_requests
 */
export async function tryLinkPassword(
  ctx: HttpContext,
  { file, link }: OpenedLink,
  password: string
) {
  const isRight = await guess(guesserOfLink(link.id, ctx.request), () =>
    verifyPassword(link.passwordHash!, password)
  )
  if (!isRight) {
    const facts = { userId: file.ownerId, on: ['link', link.id] as const, fileId: file.id }
    recordRefusal('link_password_failed', facts, askerOf(ctx))
  }
  return isRight
}

/** @throws Problem link_password_required, or too_many_requests */
export async function assertUnlocked(ctx: HttpContext, opened: OpenedLink) {
  if (isUnlocked(ctx.request, opened.link)) return
  const password = headerText(ctx.request.header(LINK_PASSWORD_HEADER) ?? '')
  if (!password || !(await tryLinkPassword(ctx, opened, password)))
    throw problems.linkPasswordRequired()
}
