import test from 'ava';
import { findLesson } from '../../../cli/lessons/find-lesson.js';
import { nearestName } from '../../../cli/lessons/nearest-name.js';
import { textOf } from '../../../cli/text/text.js';

const lessons = ['check-install', 'start-nginx', 'containers-are-processes'].map((id, index) => ({
  id,
  course: 'mastery',
  folder: `/x/mastery/0${index + 1}-${id}`,
}));

test('a lesson is found by its name, its number, its course and its folder', t => {
  const found = ['start-nginx', '2', 'mastery/start-nginx', '02-start-nginx', 'Start-Nginx'].map(
    name => findLesson(name, textOf('en'), lessons).id,
  );
  t.deepEqual(found, ['start-nginx', 'start-nginx', 'start-nginx', 'start-nginx', 'start-nginx']);
});

test('an unknown lesson is answered with the nearest name', t => {
  t.throws(() => findLesson('chek-instal', textOf('en'), lessons), {
    message: 'There is no lesson ‘chek-instal’. Did you mean ‘check-install’? ‘drydock list’ shows all lessons.',
  });
  t.throws(() => findLesson('99', textOf('ko'), lessons), { message: '‘99’ 레슨은 없어요. ‘drydock list’로 모든 레슨을 볼 수 있어요.' });
});

test('a beginning or a part of a name is near; something else is not', t => {
  const names = lessons.map(({ id }) => id);
  t.deepEqual(
    ['con', 'nginx', 'zzz', 'statr-nginx'].map(name => nearestName(name, names)),
    ['containers-are-processes', 'start-nginx', undefined, 'start-nginx'],
  );
});
