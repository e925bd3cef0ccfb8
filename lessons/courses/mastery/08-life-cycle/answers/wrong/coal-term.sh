# title: a shell that minds SIGTERM ends with a code of its own
# from: still-life
# fails: coal
# says: it is ‘143’
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal alpine sh -c 'trap "exit 143" TERM; while true; do sleep 1; done'; sleep 2; docker kill --signal TERM coal; sleep 2
docker run --rm --name ghost ubuntu true
