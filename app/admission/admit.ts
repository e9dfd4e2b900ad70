import type { HttpContext } from '@adonisjs/core/http'
import { accessOf } from '#access/route_access'
import { kindOf } from '#admission/of_route'
import { problems } from '#exceptions/problem'
import { liftArrivalLimit } from '#http/arrival'
import { isPage } from '#http/face'
import { idempotencyKeyOf } from '#http/idempotency_key'
import type User from '#models/user'
import { type FilePart, readForm } from '#uploads/multipart'
import { FILE_FIELD } from '#uploads/part_disposition'
import type { Upload } from '#uploads/upload'

/**
 * Lets an upload begin, and counts it until it has ended.
 * @throws Problem too_many_requests or unavailable if too many are under way, payload_too_large if there is no room
 */
export function admitUpload(ctx: HttpContext, owner: User, upload: () => Promise<unknown>) {
  const { underWay, refuse } = kindOf(ctx.route)
  return underWay.while(owner, async () => {
    await refuse(ctx, owner)
    return upload()
  })
}

/**
 * Starts reading the body, or skips it: a client should not have to send what a guard refuses or what is not let in.
 * Pages make that check last, once the form can be returned (upload_middleware.ts).
 * @param read reads the body, and continues
 * @param skip continues without it
 */
export async function beginUpload(
  ctx: HttpContext,
  read: () => Promise<unknown>,
  skip: () => Promise<unknown>
) {
  const { caller } = await ctx.lookUpCaller()
  if (caller && !isPage(ctx)) return admitUpload(ctx, caller.user, read)
  return caller || accessOf(ctx.route).who !== 'signed-in' ? read() : skip()
}

/**
 * Reads the fields of the form, and leaves the file or files to the controller.
 * @throws Problem bad_request, payload_too_large, request_timeout or validation_failed
 */
export async function readUpload(ctx: HttpContext) {
  const idempotencyKey = idempotencyKeyOf(ctx.request)
  liftArrivalLimit(ctx.request.request)
  const several = isPage(ctx) && kindOf(ctx.route).isSeveral
  const { fields, file, others } = await readForm(ctx.request.request, { several })
  ctx.request.setInitialBody(fields)
  if (!file) return
  ctx.upload = uploadOf(file, idempotencyKey)
  ctx.otherUploads = uploadsOf(others)
}

function uploadOf({ field, name, bytes }: FilePart, idempotencyKey?: string): Upload {
  if (field !== FILE_FIELD) throw problems.badRequest('fileField', { field: FILE_FIELD })
  return { name, bytes, idempotencyKey }
}

async function* uploadsOf(parts: AsyncIterable<FilePart>) {
  for await (const part of parts) yield uploadOf(part)
}
