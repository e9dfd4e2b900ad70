import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { pictures, type PictureWidth } from '#config/service/pictures'
import { PictureSchema } from '#database/schema'
import { shareFiles } from '#models/file_share'
import type User from '#models/user'

/** SQL: the person themselves, the super user, and anyone who shares a file with them in either direction. */
const MAY_SEE = `(
    pictures.user_id = :viewer or :seesAll or ${shareFiles('pictures.user_id', ':viewer')}
  )`

/** A picture of a person, in one of its sizes. Its bytes are in the storage (app/storage), under its id. */
export default class Picture extends PictureSchema {
  static selfAssignPrimaryKey = true

  static of({ id }: Pick<User, 'id'>, client: TransactionClientContract) {
    return this.query({ client }).where('user_id', id)
  }

  /** @throws Problem not_found, also if the viewer may not know about it */
  static findFor(viewer: User, pictureId: string, width: PictureWidth) {
    return this.query()
      .where({ pictureId, width: pictures.widths[width] })
      .whereRaw(MAY_SEE, { viewer: viewer.id, seesAll: viewer.isSuperUser })
      .firstOrFail()
  }

  /** What a request for it is answered with. */
  get sent() {
    const { id, size, sha256, createdAt } = this
    const { shown } = pictures
    return { id, size, sha256, createdAt, shown, name: 'picture.webp', mediaType: 'image/webp' }
  }
}

/** The path of a picture's bytes, for those who may see it. */
export const pathOfPicture = (pictureId: string) => `/file/pictures/${pictureId}`
