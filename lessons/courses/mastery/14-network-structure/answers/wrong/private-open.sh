# title: private is open to everybody
# from: six-ways
# fails: private-way
# says: it is published on ‘8081’
docker container rm -f web dashboard noted lucky shy
docker container run -d --name public -p 8080:80 nginx:alpine
docker container run -d --name private -p 8081:80 nginx:alpine
docker container run -d --name lottery -p 80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics --network host grafana/grafana
