# title: ubuntu in place of alpine
# from: orders
# fails: lister
# says: it comes from ‘ubuntu’
docker run --name lister ubuntu ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
