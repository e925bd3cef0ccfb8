# title: ubuntu alone ends at once
# from: still-life
# fails: cake
# says: ‘cake’ should be running; it has ended (exit code 0)
docker create --name egg nginx
docker run -d --name cake ubuntu; sleep 1
docker run -d --name tea nginx; docker pause tea
docker run --name toast ubuntu true
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
