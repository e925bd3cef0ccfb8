/** The classes of SPL that programs use most, in PHP. */
export const collectionClasses = `
interface OuterIterator extends Iterator { function getInnerIterator(); }
interface SeekableIterator extends Iterator { function seek(int $offset); }
class ArrayIterator implements SeekableIterator, ArrayAccess, Countable {
  private $storage; private $keys; private $at = 0;
  public function __construct($array = []) { $this->storage = is_object($array) ? get_object_vars($array) : $array; $this->keys = array_keys($this->storage); }
  public function current(): mixed { return $this->storage[$this->keys[$this->at]] ?? null; }
  public function key(): mixed { return $this->keys[$this->at] ?? null; }
  public function next(): void { $this->at++; }
  public function rewind(): void { $this->keys = array_keys($this->storage); $this->at = 0; }
  public function valid(): bool { return $this->at < count($this->keys); }
  public function seek(int $offset) { if ($offset < 0 || $offset >= count($this->keys)) throw new OutOfBoundsException("Seek position $offset is out of range"); $this->at = $offset; }
  public function count(): int { return count($this->storage); }
  public function offsetExists($key): bool { return isset($this->storage[$key]); }
  public function offsetGet($key): mixed { return $this->storage[$key]; }
  public function offsetSet($key, $value): void { if ($key === null) $this->storage[] = $value; else $this->storage[$key] = $value; }
  public function offsetUnset($key): void { unset($this->storage[$key]); }
  public function getArrayCopy() { return $this->storage; }
}
class ArrayObject implements IteratorAggregate, ArrayAccess, Countable {
  private $storage;
  public function __serialize(): array { return [0, $this->storage, [], null]; }
  public function __unserialize(array $data): void { $this->storage = $data[1]; }
  public function __construct($array = []) { $this->storage = is_object($array) ? get_object_vars($array) : $array; }
  public function getIterator(): Iterator { return new ArrayIterator($this->storage); }
  public function count(): int { return count($this->storage); }
  public function append($value) { $this->storage[] = $value; }
  public function offsetExists($key): bool { return isset($this->storage[$key]); }
  public function offsetGet($key): mixed { return $this->storage[$key]; }
  public function offsetSet($key, $value): void { if ($key === null) $this->storage[] = $value; else $this->storage[$key] = $value; }
  public function offsetUnset($key): void { unset($this->storage[$key]); }
  public function getArrayCopy() { return $this->storage; }
}
class IteratorIterator implements OuterIterator {
  protected $inner;
  public function __construct(Traversable $iterator) { while ($iterator instanceof IteratorAggregate) $iterator = $iterator->getIterator(); $this->inner = $iterator; }
  public function getInnerIterator() { return $this->inner; }
  public function current(): mixed { return $this->inner->current(); }
  public function key(): mixed { return $this->inner->key(); }
  public function next(): void { $this->inner->next(); }
  public function rewind(): void { $this->inner->rewind(); }
  public function valid(): bool { return $this->inner->valid(); }
}
abstract class FilterIterator extends IteratorIterator {
  abstract public function accept(): bool;
  private function skip() { while ($this->inner->valid() && !$this->accept()) $this->inner->next(); }
  public function rewind(): void { $this->inner->rewind(); $this->skip(); }
  public function next(): void { $this->inner->next(); $this->skip(); }
}
class CallbackFilterIterator extends FilterIterator {
  private $callback;
  public function __construct(Iterator $iterator, callable $callback) { parent::__construct($iterator); $this->callback = $callback; }
  public function accept(): bool { return (bool) ($this->callback)($this->inner->current(), $this->inner->key(), $this->inner); }
}
class LimitIterator extends IteratorIterator {
  private $offset; private $limit; private $at = 0;
  public function __construct(Iterator $iterator, int $offset = 0, int $limit = -1) { parent::__construct($iterator); $this->offset = $offset; $this->limit = $limit; }
  public function rewind(): void { $this->inner->rewind(); $this->at = 0; while ($this->at < $this->offset && $this->inner->valid()) { $this->inner->next(); $this->at++; } }
  public function next(): void { $this->at++; $this->inner->next(); }
  public function valid(): bool { return ($this->limit < 0 || $this->at < $this->offset + $this->limit) && $this->inner->valid(); }
}
class InfiniteIterator extends IteratorIterator {
  public function next(): void { $this->inner->next(); if (!$this->inner->valid()) $this->inner->rewind(); }
}
class EmptyIterator implements Iterator {
  public function current(): mixed { throw new BadMethodCallException("Accessing the value of an EmptyIterator"); }
  public function key(): mixed { throw new BadMethodCallException("Accessing the key of an EmptyIterator"); }
  public function next(): void {} public function rewind(): void {} public function valid(): bool { return false; }
}
class SplDoublyLinkedList implements Iterator, Countable, ArrayAccess {
  protected $dllist = []; protected $at = 0;
  public function push($value) { $this->dllist[] = $value; }
  public function pop() { if (!$this->dllist) throw new RuntimeException("Can't pop from an empty datastructure"); return array_pop($this->dllist); }
  public function shift() { if (!$this->dllist) throw new RuntimeException("Can't shift from an empty datastructure"); return array_shift($this->dllist); }
  public function unshift($value) { array_unshift($this->dllist, $value); }
  public function top() { if (!$this->dllist) throw new RuntimeException("Can't peek at an empty datastructure"); return $this->dllist[count($this->dllist) - 1]; }
  public function bottom() { if (!$this->dllist) throw new RuntimeException("Can't peek at an empty datastructure"); return $this->dllist[0]; }
  public function isEmpty(): bool { return !$this->dllist; }
  public function count(): int { return count($this->dllist); }
  public function toArray(): array { return $this->dllist; }
  public function offsetExists($index): bool { return isset($this->dllist[$index]); }
  public function offsetGet($index): mixed { return $this->dllist[$index]; }
  public function offsetSet($index, $value): void { if ($index === null) $this->dllist[] = $value; else $this->dllist[$index] = $value; }
  public function offsetUnset($index): void { unset($this->dllist[$index]); $this->dllist = array_values($this->dllist); }
  public function current(): mixed { return $this->dllist[$this->at] ?? null; }
  public function key(): mixed { return $this->at; }
  public function next(): void { $this->at++; }
  public function prev(): void { $this->at--; }
  public function rewind(): void { $this->at = 0; }
  public function valid(): bool { return isset($this->dllist[$this->at]); }
}
class SplQueue extends SplDoublyLinkedList {
  public function enqueue($value) { $this->push($value); }
  public function dequeue() { return $this->shift(); }
}
class SplStack extends SplDoublyLinkedList {
  public function rewind(): void { $this->at = count($this->dllist) - 1; }
  public function next(): void { $this->at--; }
  public function valid(): bool { return $this->at >= 0 && $this->at < count($this->dllist); }
}
abstract class SplHeap implements Iterator, Countable {
  private $heap = [];
  abstract protected function compare($value1, $value2);
  public function insert($value) {
    $i = count($this->heap); $this->heap[] = $value;
    while ($i > 0) { $p = ($i - 1) >> 1; if ($this->compare($this->heap[$i], $this->heap[$p]) <= 0) break; $t = $this->heap[$i]; $this->heap[$i] = $this->heap[$p]; $this->heap[$p] = $t; $i = $p; }
    return true;
  }
  public function extract() {
    if (!$this->heap) throw new RuntimeException("Can't extract from an empty heap");
    $top = $this->heap[0]; $last = array_pop($this->heap); $n = count($this->heap);
    if ($n > 0) { $this->heap[0] = $last; $i = 0;
      for (;;) { $l = 2 * $i + 1; if ($l >= $n) break; $c = $l; if ($l + 1 < $n && $this->compare($this->heap[$l + 1], $this->heap[$l]) > 0) $c = $l + 1;
        if ($this->compare($this->heap[$i], $this->heap[$c]) >= 0) break; $t = $this->heap[$i]; $this->heap[$i] = $this->heap[$c]; $this->heap[$c] = $t; $i = $c; } }
    return $top;
  }
  public function top() { if (!$this->heap) throw new RuntimeException("Can't peek at an empty heap"); return $this->heap[0]; }
  public function isEmpty(): bool { return !$this->heap; }
  public function count(): int { return count($this->heap); }
  public function current(): mixed { return $this->heap[0] ?? null; }
  public function key(): mixed { return count($this->heap) - 1; }
  public function next(): void { if ($this->heap) $this->extract(); }
  public function rewind(): void {}
  public function valid(): bool { return (bool) $this->heap; }
}
class SplMinHeap extends SplHeap { protected function compare($value1, $value2) { return $value2 <=> $value1; } }
class SplMaxHeap extends SplHeap { protected function compare($value1, $value2) { return $value1 <=> $value2; } }
class SplPriorityQueue implements Iterator, Countable {
  private $items = []; private $serial = PHP_INT_MAX;
  public function compare($a, $b) { return $a <=> $b; }
  public function insert($value, $priority) {
    $item = [$value, $priority, $this->serial--]; $low = 0; $high = count($this->items);
    while ($low < $high) { $mid = ($low + $high) >> 1; $c = $this->compare($this->items[$mid][1], $priority) ?: $this->items[$mid][2] <=> $item[2]; if ($c < 0) $low = $mid + 1; else $high = $mid; }
    array_splice($this->items, $low, 0, [$item]); return true;
  }
  public function extract() { if (!$this->items) throw new RuntimeException("Can't extract from an empty heap"); return array_pop($this->items)[0]; }
  public function top() { if (!$this->items) throw new RuntimeException("Can't peek at an empty heap"); return $this->items[count($this->items) - 1][0]; }
  public function isEmpty(): bool { return !$this->items; }
  public function count(): int { return count($this->items); }
  public function current(): mixed { return $this->items ? $this->items[count($this->items) - 1][0] : null; }
  public function key(): mixed { return count($this->items) - 1; }
  public function next(): void { array_pop($this->items); }
  public function rewind(): void {}
  public function valid(): bool { return (bool) $this->items; }
}
class SplFixedArray implements IteratorAggregate, ArrayAccess, Countable {
  private $data = []; private $size;
  public function __construct(int $size = 0) { $this->size = $size; $this->data = $size > 0 ? array_fill(0, $size, null) : []; }
  private function check($i) { if (!is_int($i) && !ctype_digit((string) $i) || $i < 0 || $i >= $this->size) throw new RuntimeException("Index invalid or out of range"); return (int) $i; }
  public function offsetExists($i): bool { return isset($this->data[$i]); }
  public function offsetGet($i): mixed { return $this->data[$this->check($i)]; }
  public function offsetSet($i, $value): void { $this->data[$this->check($i)] = $value; }
  public function offsetUnset($i): void { $this->data[$this->check($i)] = null; }
  public function count(): int { return $this->size; }
  public function getSize() { return $this->size; }
  public function setSize(int $size) { $this->data = $size < $this->size ? array_slice($this->data, 0, $size) : array_pad($this->data, $size, null); $this->size = $size; }
  public function toArray(): array { return $this->data; }
  public function getIterator(): Iterator { return new ArrayIterator($this->data); }
}
class SplObjectStorage implements Countable, Iterator, ArrayAccess {
  private $storage = []; private $at = 0;
  public function __serialize(): array { $all = []; foreach ($this->storage as $each) { $all[] = $each['obj']; $all[] = $each['inf']; } return [$all, []]; }
  public function __unserialize(array $data): void { foreach (array_chunk($data[0], 2) as [$object, $info]) $this->attach($object, $info); }
  public function attach(object $object, $info = null) { $this->storage[spl_object_id($object)] = ["obj" => $object, "inf" => $info]; }
  public function detach(object $object) { unset($this->storage[spl_object_id($object)]); }
  public function contains(object $object) { return isset($this->storage[spl_object_id($object)]); }
  public function offsetExists($object): bool { return $this->contains($object); }
  public function offsetGet($object): mixed { if (!$this->contains($object)) throw new UnexpectedValueException("Object not found"); return $this->storage[spl_object_id($object)]["inf"]; }
  public function offsetSet($object, $info = null): void { $this->attach($object, $info); }
  public function offsetUnset($object): void { $this->detach($object); }
  public function count(): int { return count($this->storage); }
  public function getInfo() { return array_values($this->storage)[$this->at]["inf"] ?? null; }
  public function current(): object { return array_values($this->storage)[$this->at]["obj"]; }
  public function key(): int { return $this->at; }
  public function next(): void { $this->at++; }
  public function rewind(): void { $this->at = 0; }
  public function valid(): bool { return $this->at < count($this->storage); }
}
final class WeakMap implements Countable, IteratorAggregate, ArrayAccess {
  private $s = [];
  public function offsetExists($object): bool { return isset($this->s[spl_object_id($object)]); }
  public function offsetGet($object): mixed { return $this->s[spl_object_id($object)][1]; }
  public function offsetSet($object, $value): void { $this->s[spl_object_id($object)] = [$object, $value]; }
  public function offsetUnset($object): void { unset($this->s[spl_object_id($object)]); }
  public function count(): int { return count($this->s); }
  public function getIterator(): Iterator { foreach ($this->s as [$k, $v]) yield $k => $v; }
}
`;
