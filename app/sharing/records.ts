import { type Body, each, type Records } from '#exports/each'
import { ownLinks, ownShares } from '#sharing/own_list'
import FileLinkTransformer from '#transformers/file_link_transformer'
import FileShareTransformer from '#transformers/file_share_transformer'

/** Its URL would open the file for anyone who reads the archive. */
const linkOf = ({ url: _, ...link }: Body<typeof FileLinkTransformer>) => link

/** What somebody has shared, for the archive of all their data. */
export const SHARING_RECORDS: Records = {
  shares: (owner) =>
    each(
      (page, perPage) => ownShares(owner, {}).paginate(page, perPage),
      (share) => new FileShareTransformer(share).toObject()
    ),
  links: (owner) =>
    each(
      (page, perPage) => ownLinks(owner, {}).paginate(page, perPage),
      (link) => ({
        ...linkOf(new FileLinkTransformer(link).toObject()),
        file: { id: link.fileId, name: link.file.name },
      })
    ),
}
