import { type Route, takesPicture } from '#access/route_access'
import { FILE_UPLOAD } from '#admission/file'
import type { UploadKind } from '#admission/kind'
import { PICTURE_UPLOAD } from '#admission/picture'

/** The kind of upload that a route takes. */
export const kindOf = (route: Route | undefined): UploadKind =>
  takesPicture(route) ? PICTURE_UPLOAD : FILE_UPLOAD
