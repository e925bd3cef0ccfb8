# title: containers of the steps before are left
# from: six-ways
# fails: nothing-else
# says: should not be there: ‘shy’ (running)
docker container rm -f dashboard lucky
docker container run -d --name public -p 8080:80 nginx:alpine
docker container run -d --name private -p 127.0.0.1:8081:80 nginx:alpine
docker container run -d --name lottery -p 80 nginx:alpine
docker container run -d --name silent --expose 8000 httpd
docker container run -d --name island --network none alpine sleep 100000
docker container run -d --name metrics --network host grafana/grafana
