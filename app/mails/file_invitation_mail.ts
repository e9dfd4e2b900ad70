import { urlFor } from '@adonisjs/core/services/url_builder'
import { AccountMail } from '#mails/account_mail'
import { describeShare } from '#mails/share_facts'
import { retention } from '#config/service/retention'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/**
 * To an address that no account has confirmed, when a file is shared with it. In the outbox it belongs to the owner of
 * the file, and is deleted with them.
 */
export default class FileInvitationMail extends AccountMail {
  readonly kind = 'file_invitation'
  protected readonly isLimited = true

  constructor(
    private owner: User,
    private share: FileShare,
    /** Other files shared at the same time. */
    private more: number
  ) {
    super(owner, share.email!)
  }

  protected words() {
    return { username: null, fileName: this.share.file.name }
  }

  protected facts() {
    return {
      owner: this.named(this.owner),
      ...describeShare(this.share, this.more, this.moment),
      email: this.share.email,
      days: retention.invitations,
      link: this.link(urlFor('registrations.create', {}, { qs: { email: this.share.email } })),
      signInLink: this.link(urlFor('sessions.create')),
    }
  }
}
