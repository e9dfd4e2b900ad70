import { build } from 'vite'

/** Pages are tried with the assets that people get. */
export async function buildAssets() {
  await build({ logLevel: 'error' })
}
