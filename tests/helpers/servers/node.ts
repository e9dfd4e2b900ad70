/** What the processes that tests start tell Node, as `node ace` and `npm start` load @poppinss/ts-exec. */
export const READ_TYPESCRIPT = `--import=${new URL('typescript_loader.js', import.meta.url).href}`
