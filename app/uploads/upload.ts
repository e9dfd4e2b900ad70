import type { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { accessOf, takesPicture } from '#access/route_access'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { pictures } from '#config/service/pictures'
import { problems } from '#exceptions/problem'
import { liftArrivalLimit } from '#http/arrival'
import { isPage } from '#http/face'
import { idempotencyKeyOf } from '#http/idempotency_key'
import { type FilePart, readForm } from '#uploads/multipart'
import { FILE_FIELD } from '#uploads/part_disposition'
import File from '#models/file'
import { filesUnderWay, picturesUnderWay } from '#uploads/under_way'
import { roomForFile } from '#files/quota'
import type User from '#models/user'
import { renameFileValidator } from '#validators/file'

/** A file that a client is sending. */
export type Upload = {
  /** What its sender calls it; null where that cannot be told. */
  name: string | null
  /** Read from the client as they are read from here; they fail with a Problem where the client does. */
  bytes: Readable
  /** By which an upload is known where it is tried again after its answer was lost. */
  idempotencyKey?: string
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** What was sent to a route that takes uploads: those with `middleware.upload()`. */
    upload: Upload
    /** Those after it in the same form, one by one: only forms of pages have any. */
    otherUploads: AsyncIterable<Upload>
  }
}

export const fileIsMissing = () => problems.brokenRule('file.required')

/** Bytes that a file has at least, by what the client says of the whole. */
const leastSize = ({ request }: HttpContext) =>
  Number(request.header('content-length', 0)) - arrival.upload.beside

/**
 * The form of a page may hold several files, which together may be larger than one can be.
 * @throws Problem payload_too_large for what there is no room for
 */
async function refuseTooMuch(ctx: HttpContext, owner: User) {
  const size = leastSize(ctx)
  const isBeyondOne = size > fileLimits.largest
  if (isBeyondOne && !isPage(ctx)) throw problems.fileTooLarge(fileLimits.largest)
  const isNew = !(await File.findByKey(owner, idempotencyKeyOf(ctx.request)))
  if (!isNew || size <= (await roomForFile(owner))) return
  throw isBeyondOne ? problems.formTooLarge(fileLimits.largest) : problems.payloadTooLarge('quota')
}

/** @throws Problem payload_too_large */
function refuseLargePicture(ctx: HttpContext) {
  if (leastSize(ctx) > pictures.largest) throw problems.fileTooLarge(pictures.largest)
}

/**
 * Lets an upload begin, and counts it until it has ended.
 * @throws Problem too_many_requests or unavailable where too many are under way, payload_too_large for what there is no
 * room for
 */
export function admitUpload(ctx: HttpContext, owner: User, upload: () => Promise<unknown>) {
  const isPicture = takesPicture(ctx.route)
  return (isPicture ? picturesUnderWay : filesUnderWay).while(owner, async () => {
    await (isPicture ? refuseLargePicture(ctx) : refuseTooMuch(ctx, owner))
    return upload()
  })
}

/**
 * Begins to read, or not: nobody is asked to send what a guard will refuse, or what is not let in. Whether it is, a page
 * asks last, once it can give the form back (upload_middleware.ts).
 * @param read reads the body, and goes on
 * @param skip goes on without
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
 * Reads the fields of the form, and leaves the file, or files, for the controller.
 * @throws Problem bad_request, payload_too_large, request_timeout or validation_failed
 */
export async function readUpload(ctx: HttpContext) {
  const idempotencyKey = idempotencyKeyOf(ctx.request)
  liftArrivalLimit(ctx.request.request)
  const several = isPage(ctx) && !takesPicture(ctx.route)
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

/**
 * Takes the name that the client wants for the file, in the field `name`, in place of the one that it has. A form whose
 * field was left empty wants none. Asked once a page can give the form back.
 * @throws Problem validation_failed
 */
export async function takeWantedName({ request, upload }: HttpContext) {
  const wanted = request.input('name') as string | undefined
  if (!wanted?.trim()) return
  const { name } = await request.validateUsing(renameFileValidator)
  upload.name = name
}
