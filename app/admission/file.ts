import type { HttpContext } from '@adonisjs/core/http'
import { fileLimits } from '#config/service/files'
import { problems } from '#exceptions/problem'
import { roomForFile } from '#files/quota'
import { isPage } from '#http/face'
import { idempotencyKeyOf } from '#http/idempotency_key'
import File from '#models/file'
import type User from '#models/user'
import { leastSize, type UploadKind } from '#admission/kind'
import { filesUnderWay } from '#uploads/under_way'
import { renameFileValidator } from '#validators/file'

/**
 * The form of a page may hold several files, which together may exceed the limit of one.
 * @throws Problem payload_too_large if there is no room
 */
async function refuseTooMuch(ctx: HttpContext, owner: User) {
  const size = leastSize(ctx)
  const isBeyondOne = size > fileLimits.largest
  if (isBeyondOne && !isPage(ctx)) throw problems.fileTooLarge(fileLimits.largest)
  const isNew = !(await File.findByKey(owner, idempotencyKeyOf(ctx.request)))
  if (!isNew || size <= (await roomForFile(owner))) return
  throw isBeyondOne ? problems.formTooLarge(fileLimits.largest) : problems.payloadTooLarge('quota')
}

/** The name that the client wants instead of the file's own, from the field `name`. An empty field means no wish. */
async function takeWantedName({ request, upload }: HttpContext) {
  const wanted = request.input('name') as string | undefined
  if (!wanted?.trim()) return
  const { name } = await request.validateUsing(renameFileValidator)
  upload.name = name
}

export const FILE_UPLOAD: UploadKind = {
  underWay: filesUnderWay,
  isSeveral: true,
  refuse: refuseTooMuch,
  takeFields: takeWantedName,
}
