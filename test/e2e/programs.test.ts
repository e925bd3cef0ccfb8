import test, { type ExecutionContext } from 'ava';
import { stateFolder } from './drydock.js';
import { hasPseudoTerminal, Terminal, visible } from './terminal.js';

const onTerminal = hasPseudoTerminal ? test.serial : test.serial.skip;

async function host(t: ExecutionContext): Promise<Terminal> {
  const home = stateFolder(t);
  const terminal = new Terminal(t, ['sh', '--fast', '--home', home], { columns: 80, rows: 12, cwd: home, env: { NO_COLOR: '1' } });
  await terminal.until(/\$ $/);
  return terminal;
}

onTerminal('bash in a container', async t => {
  const terminal = await host(t);
  terminal.type('docker run -it --rm --hostname box ubuntu bash\r');
  await terminal.until(/root@box:\/# $/);
  terminal.type('x=(a b c); echo ${#x[@]} $((6 * 7)); cd /tmp\r');
  t.regex(visible(await terminal.until(/root@box:\/tmp# $/)), /\n3 42\n/);
  terminal.type('exit\r');
  t.regex(visible(await terminal.until(/\$ $/)), /exit\n/);
});

onTerminal('several lines are pasted at the prompt of the host', async t => {
  const terminal = await host(t);
  terminal.type('\u001b[200~for i in 1 2; do\r  echo "n $i"\rdone\u001b[201~');
  t.regex(visible(await terminal.until(/done$/)), /for i in 1 2; do\n {2}echo "n \$i"\ndone$/);
  terminal.type('\r');
  t.regex(visible(await terminal.until(/\$ $/)), /n 1\nn 2\n/);
});

onTerminal('nano writes a page on the host, vi changes it in a container', async t => {
  const terminal = await host(t);
  await terminal.line('cd $(mktemp -d)');
  terminal.type('nano index.html\r');
  await terminal.until(/\^X\S* Exit/);
  terminal.type('<h1>안녕</h1>\u0018y\r');
  await terminal.until(/\$ $/);
  t.regex(visible(await terminal.line('cat index.html')), /\n<h1>안녕<\/h1>\n/);
  terminal.type('docker run -it --rm -v $PWD:/w -w /w alpine vi index.html\r');
  await terminal.until(/- index\.html 1\/1 100%/);
  terminal.type('wcwHELLO\u001b');
  await terminal.until(/\[Modified\]/);
  terminal.type(':wq\r');
  await terminal.until(/\$ $/);
  t.regex(visible(await terminal.line('cat index.html')), /\n<HELLO>안녕<\/h1>\n/);
});

onTerminal('top shows what runs in a container, until q', async t => {
  const terminal = await host(t);
  await terminal.line('docker run -d --name web nginx:alpine');
  terminal.type('docker exec -it web top\r');
  const shown = visible(await terminal.until(/nginx: worker process/));
  t.regex(shown, /PID {2}PPID USER/);
  t.regex(shown, /nginx: master process/);
  terminal.type('q');
  await terminal.until(/\$ $/);
});

onTerminal('a session with mysql', async t => {
  const terminal = await host(t);
  await terminal.line('docker run -d --name db -e MYSQL_ROOT_PASSWORD=secret mysql');
  await terminal.line('until docker exec db mysqladmin -psecret ping 2> /dev/null; do sleep 1; done');
  terminal.type('docker exec -it db mysql -uroot -p\r');
  await terminal.until(/Enter password: $/);
  terminal.type('secret\r');
  await terminal.until(/mysql> $/);
  const ask = async (query: string): Promise<string> => {
    terminal.type(`${query}\r`);
    return visible(await terminal.until(/mysql> $/));
  };
  await ask('create database shop; use shop;');
  await ask('create table items (id int auto_increment primary key, name varchar(20));');
  t.regex(await ask("insert into items (name) values ('tea'), ('커피');"), /Query OK, 2 rows affected/);
  t.regex(await ask('select * from items;'), /\| id \| name +\|\n\+-+\+-+\+\n\| +1 \| tea +\|\n\| +2 \| 커피 +\|/);
  terminal.type('exit\r');
  t.regex(visible(await terminal.until(/\$ $/)), /Bye\n/);
});
