import type { HttpContext } from '@adonisjs/core/http'
import { arrival } from '#config/service/arrival'
import type User from '#models/user'
import type { UnderWay } from '#uploads/under_way'

/** A kind of upload, and what is checked before it is read. */
export type UploadKind = {
  underWay: UnderWay
  /** Whether a page's form may hold several. */
  isSeveral: boolean
  /** @throws Problem payload_too_large if the declared size is already too much */
  refuse: (ctx: HttpContext, sender: User) => unknown
  /** Reads the other fields, once a page can return the form. @throws Problem validation_failed */
  takeFields: (ctx: HttpContext) => Promise<void>
}

/** The least number of bytes the file can have, going by the declared size of the body. */
export const leastSize = ({ request }: HttpContext) =>
  Number(request.header('content-length', 0)) - arrival.upload.beside
