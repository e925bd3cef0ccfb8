# title: nginx without -v is a server
# from: orders
# fails: version
# says: should have ended
docker run --name lister alpine ls /etc
docker run -d --name version nginx
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
