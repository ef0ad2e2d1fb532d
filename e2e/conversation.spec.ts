import { expect, test } from './support/actors.ts'
import { contacts, conversation } from './support/pages.ts'

test('Romeo and Juliet talk', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  await contacts(page).open('Juliet')
  const talk = conversation(page, 'Juliet')

  await talk.send('Shall I hear more?')
  const heard = await client.waitFor(/Shall I hear more/)
  await expect(talk.message('Shall I hear more?')).toHaveAttribute(
    'data-delivery',
    /sent|delivered|displayed/,
  )

  client.sendChatState(heard.attrs['from'] ?? '', 'composing')
  await expect(talk.typing).toHaveText('Juliet is typing…')
  client.sendMessage(romeo.jid, 'What man art thou?')
  await expect(talk.message('What man art thou?')).toHaveAttribute('data-direction', 'in')
  await expect(talk.typing).toHaveText('')
})

test('markup in a message is text', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  await actors.signIn(page, romeo)
  client.sendMessage(romeo.jid, '<img src=x onerror=alert(1)> & <b>bold</b>')
  await contacts(page).open('Juliet')
  await expect(
    conversation(page, 'Juliet').message('<img src=x onerror=alert(1)> & <b>bold</b>'),
  ).toBeVisible()
})

test('what Juliet writes while Romeo looks elsewhere is counted', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  await actors.signIn(page, romeo)
  client.sendMessage(romeo.jid, 'Good night')
  client.sendMessage(romeo.jid, 'good night')
  await expect(contacts(page).row('Juliet')).toHaveAccessibleName(/^Juliet, 2 unread messages/)
  await contacts(page).open('Juliet')
  await expect(contacts(page).row('Juliet')).not.toHaveAttribute('data-unread')
})
