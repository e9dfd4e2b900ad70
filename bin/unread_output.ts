/**
 * Whoever reads our lines may stop before the last one, as in `node ace list | head`. What we were told to do is done to
 * its end all the same: half of an endpoint would be left, or a server without its readers would fall.
 */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
