# title: --entrypoint behind the image is only a word
# from: orders
# fails: version
# says: --entrypoint nginx -v
docker run --name lister alpine ls /etc
docker run --name version nginx --entrypoint nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
