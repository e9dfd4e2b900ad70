import { type Route, takesPicture } from '#access/route_access'
import { FILE_UPLOAD } from '#uploads/kinds/file'
import type { UploadKind } from '#uploads/kinds/kind'
import { PICTURE_UPLOAD } from '#uploads/kinds/picture'

/** What a route takes that takes uploads. */
export const kindOf = (route: Route | undefined): UploadKind =>
  takesPicture(route) ? PICTURE_UPLOAD : FILE_UPLOAD
