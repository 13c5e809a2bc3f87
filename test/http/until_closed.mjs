// Eight clients call until the server goes away. Fails when an answer that had begun was cut off,
// was not 200, or when nothing was answered at all.
let answered = 0
let broken = 0

async function client() {
  for (;;) {
    let answer
    try {
      answer = await fetch(process.argv[2])
    } catch {
      return
    }
    try {
      JSON.parse(await answer.text())
      if (answer.status === 200) answered += 1
      else broken += 1
    } catch {
      broken += 1
    }
  }
}

await Promise.all(Array.from({ length: 8 }, client))
console.log(`${answered} answered, ${broken} broken`)
process.exit(answered > 0 && broken === 0 ? 0 : 1)
