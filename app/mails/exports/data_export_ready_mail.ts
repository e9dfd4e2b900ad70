import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import type DataExport from '#models/exports/data_export'
import type User from '#models/user'
import { sizeInWords } from '#words/size'

/** To somebody who requested their data, once it is ready. The link leads to a page for signed-in people. */
export default class DataExportReadyMail extends AccountMail {
  readonly kind = 'data_export_ready'

  constructor(
    user: User,
    private made: DataExport
  ) {
    super(user)
  }

  protected facts() {
    return {
      size: sizeInWords(this.made.size!, this.i18n.locale),
      until: this.moment(this.made.expiresAt),
      link: this.link(urlFor('data.show')),
    }
  }
}
