import { pictures } from '#config/service/pictures'
import { problems } from '#exceptions/problem'
import { leastSize, type UploadKind } from '#admission/kind'
import { picturesUnderWay } from '#uploads/under_way'

/** The sender's own picture. */
export const PICTURE_UPLOAD: UploadKind = {
  underWay: picturesUnderWay,
  isSeveral: false,
  refuse(ctx) {
    if (leastSize(ctx) > pictures.largest) throw problems.fileTooLarge(pictures.largest)
  },
  async takeFields() {},
}
