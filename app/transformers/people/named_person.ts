import { appUrl } from '#config/service/address'
import { pathOfPicture } from '#models/people/picture'
import type { Named } from '#models/user'
import { text } from '#transformers/shape'

export const pictureUrl = () =>
  text(
    'https://gatehouse.example/file/pictures/0b7f2a4e-6f0c-4d54-9d57-0c3c5f2a9e11',
    'A square of 384 pixels as WebP, for those who see the person; with `?size=small` one of 96.'
  ).nullable()

export const urlOfPicture = (pictureId: string | null | undefined) =>
  pictureId ? appUrl + pathOfPicture(pictureId) : null

/** The fields that identify a person. */
export const namedPerson = () => ({
  username: text('ada'),
  displayName: text('Ada Lovelace', 'Whatever they like: show the username beside it.').nullable(),
  pictureUrl: pictureUrl(),
})

export const asNamed = ({ username, displayName, pictureId }: Named) => ({
  username,
  displayName: displayName ?? null,
  pictureUrl: urlOfPicture(pictureId),
})
