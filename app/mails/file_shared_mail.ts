import { AccountMail } from '#mails/account_mail'
import { describeShare } from '#mails/share_facts'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/** To somebody with an account, when a file is shared with them. */
export default class FileSharedMail extends AccountMail {
  readonly kind = 'file_shared'
  subject: string

  constructor(
    user: User,
    private owner: User,
    private share: FileShare
  ) {
    super(user)
    this.subject = `${owner.username} shares a file with you`
  }

  protected facts() {
    return {
      ...describeShare(this.owner, this.share),
      link: this.link(`/files/${this.share.fileId}`),
    }
  }
}
