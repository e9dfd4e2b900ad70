import { type Route, takesPicture } from '#access/route_access'
import { FILE_UPLOAD } from '#admission/file'
import type { UploadKind } from '#admission/kind'
import { PICTURE_UPLOAD } from '#admission/picture'

/** What a route takes that takes uploads. */
export const kindOf = (route: Route | undefined): UploadKind =>
  takesPicture(route) ? PICTURE_UPLOAD : FILE_UPLOAD
