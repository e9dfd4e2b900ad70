import type { HttpContext } from '@adonisjs/core/http'
import { arrival } from '#config/service/arrival'
import type User from '#models/user'
import type { UnderWay } from '#uploads/under_way'

/** One kind of what is uploaded, and what is asked of it before it is read. */
export type UploadKind = {
  underWay: UnderWay
  /** Whether the form of a page may hold several. */
  isSeveral: boolean
  /** @throws Problem payload_too_large where what is said of its size is too much already */
  refuse: (ctx: HttpContext, sender: User) => unknown
  /** Reads the fields beside it, once a page can give the form back. @throws Problem validation_failed */
  takeFields: (ctx: HttpContext) => Promise<void>
}

/** Bytes that a file has at least, by what the client says of the whole. */
export const leastSize = ({ request }: HttpContext) =>
  Number(request.header('content-length', 0)) - arrival.upload.beside
