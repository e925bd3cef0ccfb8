# title: a container of alpine is left over
# fails: tidy cafe-runs cafe-menu cafe-front desk-made desk-todo desk-stopped
# says: should not be there
docker create -it --name box ubuntu
docker start box; docker exec box touch /root/note; docker stop box
docker start box
answer note no
docker kill box
docker run -dp 8080:80 --name web nginx
docker exec web bash -c 'echo hello, you > /usr/share/nginx/html/index.html'
docker run alpine sh -c exit
